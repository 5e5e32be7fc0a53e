package dev.fuota.server.store;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.StoredUpdate;
import java.util.List;
import java.util.Optional;

/** The one campaign of the command line. */
final class BookTable {
  private static final String PLACE = Seal.place("book", "mc_key", 1);

  private final Seal seal;
  private final Table table;

  BookTable(Sql sql, Seal seal) {
    this.seal = seal;
    this.table =
        new Table(sql, "book", List.of("id"), List.of("firmware", "mc_addr", "mc_key", "updated"));
  }

  Optional<StoredUpdate> campaign() {
    return table
        .select(
            "*",
            "",
            row ->
                new StoredUpdate(
                    Bytes.of(row.getBytes("firmware")),
                    new DevAddr(row.getInt("mc_addr")),
                    Packed.key(seal.open(PLACE, row.getBytes("mc_key")), 0),
                    Packed.devices(row.getBytes("updated"))))
        .stream()
        .findFirst();
  }

  void save(StoredUpdate campaign) {
    table.put(
        1,
        campaign.firmware().toArray(),
        campaign.mcAddr().value(),
        seal.seal(PLACE, Packed.keys(campaign.mcKey())),
        Packed.devices(campaign.updated()));
  }

  void flush() {
    table.flush();
  }
}
