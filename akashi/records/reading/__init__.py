"""Questions by audience (閲覧); every function takes the reader first and shows what is theirs."""
