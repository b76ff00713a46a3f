"""The pages of the statute room: founding, reading, comparing, asking what may, proposing a change."""
