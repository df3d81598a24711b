"""What any room may know of language: words, figures, days, names, marks, and the lexicons."""
