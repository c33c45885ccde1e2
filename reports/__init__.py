"""What people look at: self-contained pages of scores, of runs, and of two methods compared."""
