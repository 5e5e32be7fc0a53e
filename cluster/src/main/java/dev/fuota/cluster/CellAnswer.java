package dev.fuota.cluster;

import dev.fuota.fleet.cell.FleetHead;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.FleetJson;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.protocol.codec.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes the message with the result of a cell. */
final class CellAnswer {
  /** A message carries so many octets, and some of its own. */
  private static final int MAX = 7 << 20;

  private CellAnswer() {}

  /**
   * A result of one cell is that of a share which has no other, so that all its lines are in it.
   *
   * @param all cells of the fleet
   */
  static CellReply of(Scenario scenario, int all, CellResult cell) {
    Shard alone = new Shard(cell.cell(), all + 1);
    FleetResult result = new FleetResult(FleetHead.of(scenario, alone, all, true), List.of(cell));
    byte[] octets = Octets.deflated(FleetJson.write(result).getBytes(StandardCharsets.UTF_8));
    return octets.length > MAX
        ? new CellReply.Refused(
            cell.cell(), "its result is larger than a message; give the scenario a smaller cell:")
        : new CellReply.Answer(cell.cell(), Bytes.of(octets));
  }
}
