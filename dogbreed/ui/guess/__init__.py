"""The Guess page: a person names the breed of each photo first, then the networks do."""
