"""What is seen. Charts and words are pure; nothing here reads the database except the frame, through queries."""
