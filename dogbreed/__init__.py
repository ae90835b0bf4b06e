"""Which breed is this dog, how sure is the network, and why?"""
