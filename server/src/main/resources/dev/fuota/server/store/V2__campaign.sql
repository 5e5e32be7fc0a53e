-- The newest campaign only.
CREATE TABLE campaign (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  firmware BLOB NOT NULL,
  mc_addr INTEGER NOT NULL,
  mc_key BLOB NOT NULL
);

CREATE TABLE updated (
  eui INTEGER PRIMARY KEY
);

CREATE TABLE session_cnt (
  eui INTEGER NOT NULL,
  frag_index INTEGER NOT NULL,
  next INTEGER NOT NULL,
  PRIMARY KEY (eui, frag_index)
) WITHOUT ROWID;
