"""One module per question; each takes a Corpus and gives one tidy table."""
