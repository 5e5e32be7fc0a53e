package dev.fuota.junit;

import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.result.FleetResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What fleets of one protocol have of their own. */
interface Kind {

  /** The seed of the run. */
  long seed();

  /** Whom the scenario itself has the fleet live with in real time; empty: virtual time. */
  Optional<String> against();

  /**
   * Runs the whole in virtual time, on the thread that asks and on some of its own.
   *
   * @param stop once it says yes, the rest is not run
   */
  FleetResult run(BooleanSupplier stop);

  /**
   * Opens the sockets of a fleet in real time.
   *
   * @param against its server
   */
  Live open(String against);

  /** What the scenario expects, and whether it is so. */
  List<Check> checks(FleetResult result);

  /** What a server must know of the devices, a table with a line for each; empty: nothing. */
  String keys();

  /**
   * The reports, by the names of their files.
   *
   * @param named what the command line takes for the scenario
   */
  Map<String, String> reports(String named, FleetResult result);
}
