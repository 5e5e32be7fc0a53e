package dev.fuota.agent.multipackage;

import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Uplink;
import dev.fuota.protocol.multipackage.DevPackageAns;
import dev.fuota.protocol.multipackage.DevPackageReq;
import dev.fuota.protocol.multipackage.MultiPackBufferReq;
import dev.fuota.protocol.multipackage.MultiPackageCommand;
import dev.fuota.protocol.multipackage.MultiPackageDownlink;
import dev.fuota.protocol.multipackage.OfferedPackage;
import dev.fuota.protocol.multipackage.PackageVersionAns;
import java.util.List;
import java.util.function.Supplier;

/**
 * The multi-package access of a device (TS007 version 1).
 *
 * <pre>
 * no answers --set of commands--> collecting --first uplink--> settled --MultiPackBufferReq--> settled
 *                                     ^                           |
 *                                     +------ next set -----------+
 * </pre>
 *
 * <p>The answers to the last set are kept until the next one comes, or until a reset (TS007-04).
 * Before the first set there are none, with token 0.
 */
public final class MultiPackageAccess {
  private final Supplier<List<OfferedPackage>> offered;
  private AnswerSet last = new AnswerSet(0);

  /**
   * The access to these packages.
   *
   * @param offered all of them, multi-package access included
   */
  public MultiPackageAccess(Supplier<List<OfferedPackage>> offered) {
    this.offered = offered;
  }

  /** Begins the answers to a set of commands; those to the set before are forgotten. */
  public AnswerSet begin(int token) {
    last = new AnswerSet(token);
    return last;
  }

  /** A command of this very package came by unicast. */
  public List<Action> onCommand(MultiPackageDownlink command) {
    if (command instanceof MultiPackBufferReq request) {
      return List.of(
          new Action.Send(Uplink.unconfirmed(MultiPackageCommand.FPORT, last.again(request))));
    }
    if (command instanceof DevPackageReq) {
      return List.of(Action.Answer.with(new DevPackageAns(offered.get()))); // TS007-05
    }
    return List.of(Action.Answer.with(PackageVersionAns.ours()));
  }
}
