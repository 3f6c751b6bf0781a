"""Oscar's editable copies of payments are not shown: the ledger is read in `backoffice`."""
