-- The table of panel-ws's replayStore on PostgreSQL. Times are microseconds since 1970, of the database's clock.
CREATE TABLE IF NOT EXISTS panel_ws_replay (
  node       varchar(43)  NOT NULL,  -- a digest of who asks, its credentials among it
  request    varchar(43)  NOT NULL,  -- a digest of what is asked for
  execution  varchar(40)  NOT NULL,  -- which execution this row is of
  via        varchar(100) NOT NULL,  -- the connection that it came on, or http
  latest_via varchar(100) NOT NULL,  -- the same of the last repetition
  latest     bigint       NOT NULL,  -- when that was read
  phase      char(1)      NOT NULL,  -- R: runs, D: its answer may be lost, S: its answer has arrived
  expires    bigint       NOT NULL,  -- R: unless its panel gives a sign of life; D: when nobody asks for it any more
  answer     bytea,
  PRIMARY KEY (node, request)
);
CREATE INDEX IF NOT EXISTS panel_ws_replay_expires ON panel_ws_replay (expires);
