package dev.fuota.server.service;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Shows all devices of a campaign by all its stages, part after part. */
final class MatrixViews {
  private MatrixViews() {}

  /** The columns of all parts, each once, in the order of the stages. */
  private static List<String> columns(CampaignRun run) {
    Set<String> columns = new LinkedHashSet<>();
    run.parts().forEach(part -> columns.addAll(part.plan().stages()));
    return List.copyOf(columns);
  }

  static Matrix of(CampaignRun run) {
    List<String> columns = columns(run);
    List<String> devices = new ArrayList<>();
    List<Integer> parts = new ArrayList<>();
    int rows = run.parts().stream().mapToInt(part -> part.cells().devices().size()).sum();
    byte[] states = new byte[rows * columns.size()];
    byte[] outcomes = new byte[rows];
    for (Part part : run.parts()) {
      Cells cells = part.cells();
      int[] at = places(part, columns);
      for (int row = 0; row < cells.devices().size(); row++) {
        int all = devices.size();
        for (int stage = 0; stage < at.length; stage++) {
          states[all * columns.size() + at[stage]] = (byte) cells.state(row, stage);
        }
        outcomes[all] = (byte) outcome(part, row);
        devices.add(cells.devices().get(row).toString());
        parts.add(part.plan().part());
      }
    }
    Base64.Encoder base64 = Base64.getEncoder();
    return new Matrix(
        run.revision(),
        columns,
        devices,
        parts,
        base64.encodeToString(states),
        base64.encodeToString(outcomes));
  }

  /** Where the stages of a part stand among all columns. */
  private static int[] places(Part part, List<String> columns) {
    return part.plan().stages().stream().mapToInt(columns::indexOf).toArray();
  }

  /** In a part that is over, who has not come through has failed. */
  private static int outcome(Part part, int row) {
    int outcome = part.cells().outcome(row);
    return part.end().isPresent() && outcome == Cells.RUNNING ? Cells.FAILED : outcome;
  }

  static MatrixChanges changes(CampaignRun run, long since) {
    List<String> columns = columns(run);
    List<List<Integer>> changed = new ArrayList<>();
    List<List<Integer>> outcomes = new ArrayList<>();
    long from = since > run.revision() ? 0 : since; // of another process
    int first = 0;
    for (Part part : run.parts()) {
      Cells cells = part.cells();
      int[] at = places(part, columns);
      for (int row = 0; row < cells.devices().size(); row++) {
        if (cells.revision(row) > from) {
          for (int stage = 0; stage < at.length; stage++) {
            changed.add(List.of(first + row, at[stage], cells.state(row, stage)));
          }
          outcomes.add(List.of(first + row, outcome(part, row)));
        }
      }
      first += cells.devices().size();
    }
    return new MatrixChanges(run.revision(), changed, outcomes);
  }
}
