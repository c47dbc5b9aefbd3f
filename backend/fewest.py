"""House rule 7: what is told of people is told of five or more, or not at all."""

FEWEST = 5
