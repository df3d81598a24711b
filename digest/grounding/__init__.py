"""What a sentence rests on, and whether it is proven."""
