package dev.fuota.fleet.fault;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupAnsV2;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragSessionSetupReqV2;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.fragmentation.FragSessionStatusAnsV2;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.protocol.multicast.McClassBSessionAns;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import dev.fuota.protocol.multicast.McClassCSessionAns;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.packages.ApplicationPackage;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the packages of a device and its server say to each other, as far as faults care. */
final class Talk {
  private static final Map<Class<? extends Command>, Moment> MOMENTS =
      Map.ofEntries(
          Map.entry(McGroupSetupReq.class, Moment.GROUP_SETUP),
          Map.entry(McGroupSetupAns.class, Moment.GROUP_SETUP),
          Map.entry(McClassCSessionReq.class, Moment.SESSION_SETUP),
          Map.entry(McClassCSessionAns.class, Moment.SESSION_SETUP),
          Map.entry(McClassBSessionReq.class, Moment.SESSION_SETUP),
          Map.entry(McClassBSessionAns.class, Moment.SESSION_SETUP),
          Map.entry(FragSessionSetupReq.class, Moment.FRAGMENTATION_SETUP),
          Map.entry(FragSessionSetupReqV2.class, Moment.FRAGMENTATION_SETUP),
          Map.entry(FragSessionSetupAns.class, Moment.FRAGMENTATION_SETUP),
          Map.entry(FragSessionSetupAnsV2.class, Moment.FRAGMENTATION_SETUP),
          Map.entry(FragSessionStatusReq.class, Moment.STATUS),
          Map.entry(FragSessionStatusAns.class, Moment.STATUS),
          Map.entry(FragSessionStatusAnsV2.class, Moment.STATUS));

  private Talk() {}

  /** Whether an application package is on this port, where it usually is. */
  static boolean isPackage(int fPort) {
    return of(fPort).isPresent();
  }

  private static Optional<ApplicationPackage> of(int fPort) {
    return Stream.of(ApplicationPackage.values())
        .filter(one -> one.defaultFPort() == fPort)
        .findFirst();
  }

  /** The commands of a payload, up to the first that cannot be read; none of no package. */
  static List<? extends Command> commands(
      int fPort, Bytes payload, PackageVersion version, Direction direction) {
    return of(fPort)
        .filter(kind -> kind != ApplicationPackage.MULTI_PACKAGE)
        .<List<? extends Command>>map(
            kind -> kind.commands(version, direction).decodeAll(payload).commands())
        .orElse(List.of());
  }

  /** The step that a command begins or, from a device, ends. */
  static Optional<Moment> moment(Command command) {
    return Optional.ofNullable(MOMENTS.get(command.getClass()));
  }

  static boolean isFragment(Command command) {
    return command instanceof DataFragment;
  }
}
