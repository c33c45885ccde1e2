"""Published protocols, one file each: predictions in, scores and a leaderboard out."""
