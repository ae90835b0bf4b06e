"""Photos as arrays: decoding, resizing, augmentation and corruption."""
