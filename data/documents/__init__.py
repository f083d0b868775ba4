"""Templates, fonts and the verifier that documents take along."""
