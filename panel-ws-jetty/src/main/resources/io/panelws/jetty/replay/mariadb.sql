-- The table of panel-ws's replayStore on MariaDB and MySQL. Times are microseconds since 1970, of the database's clock.
CREATE TABLE IF NOT EXISTS panel_ws_replay (
  node       varchar(43)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- a digest of who asks, its credentials among it
  request    varchar(43)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- a digest of what is asked for
  execution  varchar(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- which execution this row is of
  via        varchar(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- the connection that it came on, or http
  latest_via varchar(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- the same of the last repetition
  latest     bigint       NOT NULL,  -- when that was read
  phase      char(1)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- R: runs, D: its answer may be lost, S: its answer has arrived
  expires    bigint       NOT NULL,  -- R: unless its panel gives a sign of life; D: when nobody asks for it any more
  answer     mediumblob,
  PRIMARY KEY (node, request),
  KEY panel_ws_replay_expires (expires)
) ENGINE = InnoDB;
