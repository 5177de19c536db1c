"""How documents are told: an advertisement against a person, a profile as JSON Resume."""
