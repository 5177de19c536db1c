"""Dialogue: state, belief update, requests and policy; all that is said in a conversation."""
