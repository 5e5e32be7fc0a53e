-- SQLite and PostgreSQL both take this. Octets are ${blob}.
-- Columns named "keys" or "mc_key" are sealed with the master key: nonce, ciphertext, tag.

-- Sealed octets that only the right master key opens.
CREATE TABLE master_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  keys ${blob} NOT NULL
);

CREATE TABLE device (
  eui BIGINT PRIMARY KEY,
  dev_nonce INTEGER NOT NULL,
  join_nonce INTEGER NOT NULL,
  rj_count1 INTEGER NOT NULL
);

CREATE TABLE session (
  eui BIGINT NOT NULL,
  offer INTEGER NOT NULL, -- 0 in use, else one that no uplink came by, from the oldest on
  dev_addr INTEGER NOT NULL,
  v11 INTEGER NOT NULL,
  rx_delay INTEGER NOT NULL,
  rx1_dr_offset INTEGER NOT NULL,
  rx2_rate INTEGER NOT NULL,
  last_f_cnt_up BIGINT NOT NULL,
  n_f_cnt_down_limit BIGINT NOT NULL,
  a_f_cnt_down_limit BIGINT NOT NULL,
  rj_count0 INTEGER NOT NULL,
  ping_periodicity INTEGER NOT NULL,
  PRIMARY KEY (eui, offer)
);

-- Apart from their session, whose counters change with each frame.
CREATE TABLE session_keys (
  eui BIGINT NOT NULL,
  offer INTEGER NOT NULL,
  keys ${blob} NOT NULL,
  PRIMARY KEY (eui, offer)
);

CREATE TABLE dev_nonce (
  eui BIGINT NOT NULL,
  nonce INTEGER NOT NULL,
  PRIMARY KEY (eui, nonce)
);

CREATE TABLE group_session (
  mc_addr INTEGER PRIMARY KEY,
  keys ${blob} NOT NULL,
  mc_f_cnt_limit BIGINT NOT NULL
);

CREATE TABLE session_cnt (
  eui BIGINT NOT NULL,
  frag_index INTEGER NOT NULL,
  next_cnt INTEGER NOT NULL,
  PRIMARY KEY (eui, frag_index)
);

CREATE TABLE campaign (
  id BIGINT PRIMARY KEY,
  request TEXT NOT NULL,
  state TEXT NOT NULL
);

CREATE TABLE campaign_part (
  campaign BIGINT NOT NULL,
  part INTEGER NOT NULL,
  mc_addr INTEGER NOT NULL,
  mc_key ${blob} NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (campaign, part)
);

CREATE TABLE participant (
  campaign BIGINT NOT NULL,
  part INTEGER NOT NULL,
  eui BIGINT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (campaign, part, eui)
);

CREATE TABLE registered (
  eui BIGINT PRIMARY KEY,
  attributes TEXT NOT NULL,
  keys ${blob} NOT NULL -- length of the name, name, 16 octets, for each
);

CREATE TABLE file (
  sha256 TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  content ${blob} NOT NULL
);

-- Members are EUIs of 8 octets, the most significant first.
CREATE TABLE multicast_group (
  name TEXT PRIMARY KEY,
  mc_addr INTEGER NOT NULL,
  mc_group_id INTEGER NOT NULL,
  mc_key ${blob} NOT NULL,
  network TEXT NOT NULL,
  members ${blob} NOT NULL
);

CREATE TABLE device_set (
  name TEXT PRIMARY KEY,
  members ${blob} NOT NULL
);
