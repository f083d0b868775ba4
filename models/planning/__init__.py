"""The quarter ahead: plan, ideas, planned pieces, roster and the calendar they share."""
