"""The pages of the letters: the list, the letter itself, its printed pages, and what left the vault."""
