package dev.fuota.fleet.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes {@code docs/adaptive.md} and its drawing. */
public final class AdaptivePage {
  @SuppressWarnings("InlineFormatString") // the page can be read in one piece
  private static final String HEAD =
      """
      # The adaptive mode against the seeds' mode

      A campaign with coded fragments sends as many of them as somebody chose before, and has failed if that was too
      few (TP-15). In the adaptive mode (`adaptive: true`) the server asks behind the uncoded fragments, by multicast,
      who misses some; sends a burst of coded fragments that is as large as the neediest device within
      `success_threshold` needs, and a few more; asks again; and stops when enough devices can be complete, which the
      status stage then asks each of them, or at `adaptive_redundancy_max`. With `repair: true`, what single devices
      miss after that goes to each of them by unicast, over the same session (TR-08), at most `repair_max` fragments.

      ## What was measured

      The same %d seeds in each mode: firmware upgrades of %d whole simulated devices (agent, MAC, flash, class A with
      an uplink each minute, EU868), one gateway with its duty cycle, the built-in network server and the campaign
      engine, in virtual time. The image has %d octets in %d fragments; `success_threshold` is %d, `adaptive_burst` 4,
      `repair_max` 40. Frames get lost in bursts (Gilbert-Elliott, 2.5 frames in the mean), down and up. A seed draws
      the loss of its day, 2 %% to 12 %%, and each device is unlucky with 10 %%: it loses 2.5 times as much. All modes
      meet the same links, though not the same lost frames: a question is one more frame that may be the lost one.

      ## Result

      Median, and in brackets the quartiles, of all campaigns, those that failed too.

      | mode | succeed | fragments to all | air time of multicast, s | air time of all downlinks, s | first fragment to verdict, min |
      |---|---|---|---|---|---|
      """;

  private static final String TAIL =
      """

      ![Successes, air time and duration in each mode](images/adaptive.svg)

      How to read it:

      - At the same maximum the adaptive mode cannot make more devices complete than the seeds' mode: both may send the
        same, and a few seeds more or less are chance. What it changes is that few coded fragments go out on a good
        day. More successes come from a maximum that nobody has to pay for when it is not needed, and from the repair.
      - A campaign that fails ends with the status, and spares the frames of the stages behind it (image, reboot,
        version). A mode in which more campaigns succeed has more downlinks in all for that reason, too.
      - Each question costs up to 21 s: the devices wait at random up to 16 s before they answer
        (BlockAckDelay 0), and the server 5 s longer. Where fragments follow each other slowly, at low data rates, that
        is little; here it is as long as 20 fragments.
      - A repair goes at the pace of class A, a fragment for each uplink of the device: minutes, for devices that the
        multicast would have needed many more fragments for.

      ## Run it again

      ```
      .ci/bench adaptive        # 200 seeds, some minutes; writes this page
      .ci/bench adaptive 20
      ```

      The same seeds give the same numbers. `ComparisonTest` runs some of them in each build, and asserts that at the
      same maximum the adaptive mode does not succeed less often, and never sends more than its maximum.
      """;

  private AdaptivePage() {}

  /**
   * Runs the comparison and writes both files.
   *
   * @param docs the folder of the documents
   * @return the rows of the table
   */
  public static String write(Path docs, int seeds) throws IOException {
    Comparison comparison = Comparison.of(seeds);
    Files.writeString(docs.resolve("adaptive.md"), text(comparison, seeds));
    Files.writeString(docs.resolve("images/adaptive.svg"), Drawing.of(comparison));
    return table(comparison);
  }

  private static String text(Comparison comparison, int seeds) {
    int nbFrag = comparison.of(Mode.SEEDS).get(0).nbFrag();
    String head =
        String.format(
            Locale.ROOT, HEAD, seeds, Trial.DEVICES, Trial.IMAGE, nbFrag, Trial.THRESHOLD);
    return head + table(comparison) + TAIL;
  }

  private static String table(Comparison comparison) {
    StringBuilder rows = new StringBuilder();
    for (Mode mode : Mode.values()) {
      int all = comparison.of(mode).size();
      long ok = comparison.successes(mode);
      rows.append("| ").append(mode.label());
      rows.append(String.format(Locale.ROOT, " | %d of %d, %.1f %%", ok, all, 100.0 * ok / all));
      rows.append(cell(comparison.fragments(mode), "%.0f"));
      rows.append(cell(comparison.multicast(mode), "%.1f"));
      rows.append(cell(comparison.airTime(mode), "%.1f"));
      rows.append(cell(comparison.minutes(mode), "%.1f"));
      rows.append(" |\n");
    }
    return rows.toString();
  }

  private static String cell(Quartiles of, String number) {
    String format = " | " + number + " (" + number + " to " + number + ")";
    return String.format(Locale.ROOT, format, of.median(), of.low(), of.high());
  }
}
