"""The Stress test page: the effect of damage to a photo on the answers, live and measured."""
