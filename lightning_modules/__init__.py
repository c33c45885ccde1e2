"""Methods: which network, face model, renderer and losses, in what proportion."""
