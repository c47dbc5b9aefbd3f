"""What helps people who write rules: a skeleton to start from, words, advice, an explanation."""
