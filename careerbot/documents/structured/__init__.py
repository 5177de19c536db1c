"""Formats whose fields say what they hold: JSON Resume, rendercv, Europass, exports of LinkedIn."""
