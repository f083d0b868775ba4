"""How quick it is with a thousand contents and with a hundred thousand; only ever in a marked folder of its own."""
