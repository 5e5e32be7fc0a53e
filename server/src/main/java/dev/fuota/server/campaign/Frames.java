package dev.fuota.server.campaign;

import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.server.port.Downlink;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What goes to all devices, in the order in which it goes: uncoded fragments, then coded ones
 * (TP-08), or the commands.
 *
 * @param frames by their number, 1..count
 */
record Frames(int count, IntFunction<Downlink> frames) {

  static Frames of(Job job, int fragIndex) {
    if (job instanceof Job.ConfigureGroups groups) {
      List<Downlink> commands = groups.commands();
      return new Frames(commands.size(), n -> commands.get(n - 1));
    }
    CutFile file = job.file().orElseThrow();
    return new Frames(file.total(), n -> fragment(file, fragIndex, n));
  }

  static Downlink fragment(CutFile file, int fragIndex, int n) {
    DataFragment fragment = new DataFragment(fragIndex, n, file.encoder().fragment(n));
    return new Downlink(FragmentationCommand.DEFAULT_FPORT, fragment.encode());
  }
}
