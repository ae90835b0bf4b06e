"""The Guess page: a person names the breed first, then the networks do."""
