"""The Live camera page: it answers continuously what the visitor's camera sees."""
