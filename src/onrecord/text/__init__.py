"""How a text is cut: words, quotations, sentences.

Everything here is a function of the text alone. Offsets are half-open
characters of that text.
"""
