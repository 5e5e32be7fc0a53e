-- Keys are octets as they are: who can read this file can speak for every device in it.
CREATE TABLE device (
  eui INTEGER PRIMARY KEY,
  dev_nonce INTEGER NOT NULL,
  join_nonce INTEGER NOT NULL,
  rj_count1 INTEGER NOT NULL
);

CREATE TABLE session (
  eui INTEGER NOT NULL REFERENCES device (eui),
  offer INTEGER NOT NULL, -- 0 in use, else one that no uplink came by, from the oldest on
  dev_addr INTEGER NOT NULL,
  f_nwk_s_int_key BLOB NOT NULL,
  s_nwk_s_int_key BLOB NOT NULL,
  nwk_s_enc_key BLOB NOT NULL,
  app_s_key BLOB NOT NULL,
  v11 INTEGER NOT NULL,
  rx_delay INTEGER NOT NULL,
  rx1_dr_offset INTEGER NOT NULL,
  rx2_rate INTEGER NOT NULL,
  last_f_cnt_up INTEGER NOT NULL,
  n_f_cnt_down_limit INTEGER NOT NULL,
  a_f_cnt_down_limit INTEGER NOT NULL,
  rj_count0 INTEGER NOT NULL,
  ping_periodicity INTEGER NOT NULL,
  PRIMARY KEY (eui, offer)
);

CREATE TABLE dev_nonce (
  eui INTEGER NOT NULL,
  nonce INTEGER NOT NULL,
  PRIMARY KEY (eui, nonce)
) WITHOUT ROWID;

CREATE TABLE mc_group (
  mc_addr INTEGER PRIMARY KEY,
  mc_nwk_s_key BLOB NOT NULL,
  mc_app_s_key BLOB NOT NULL,
  mc_f_cnt_limit INTEGER NOT NULL
);
