"""`make bench`: our figures beside those of peers, as ratios measured in one run."""
