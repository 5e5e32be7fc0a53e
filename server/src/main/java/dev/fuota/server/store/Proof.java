package dev.fuota.server.store;

import java.util.List;

/** Shows that the master key is the one that the database's keys were sealed with. */
final class Proof {
  private static final String PLACE = Seal.place("master_key", "keys", 1);
  private static final byte[] PLAIN = new byte[16];

  private final Sql sql;
  private final Seal seal;
  private final Table table;

  Proof(Sql sql, Seal seal) {
    this.sql = sql;
    this.seal = seal;
    this.table = new Table(sql, "master_key", List.of("id"), List.of("keys"));
  }

  /** A new database is told which key it has; any other one is asked. */
  void check() {
    List<byte[]> sealed = table.select("keys", "", row -> row.getBytes(1));
    if (sealed.isEmpty()) {
      table.put(1, seal.seal(PLACE, PLAIN));
      table.flush();
      sql.commit();
      return;
    }
    try {
      seal.open(PLACE, sealed.get(0));
    } catch (StoreFault fault) {
      throw new StoreFault("the database was sealed with another master key", fault);
    }
  }
}
