package dev.fuota.agent.fragmentation;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupAnsV2;
import java.util.StringJoiner;

/** What is wrong with a setup: every bit that applies is set (TS004-06). */
record SetupVerdict(
    boolean fragAlgoUnsupported,
    boolean notEnoughMemory,
    boolean fragIndexUnsupported,
    boolean wrongDescriptor,
    boolean sessionCntReplay) {

  boolean isAccepted() {
    return reasons().isEmpty();
  }

  Command answer(PackageVersion version, int fragIndex) {
    return switch (version) {
      case V1 ->
          new FragSessionSetupAns(
              fragAlgoUnsupported,
              notEnoughMemory,
              fragIndexUnsupported,
              wrongDescriptor,
              fragIndex);
      case V2 ->
          new FragSessionSetupAnsV2(
              fragAlgoUnsupported,
              notEnoughMemory,
              fragIndexUnsupported,
              wrongDescriptor,
              sessionCntReplay,
              fragIndex);
    };
  }

  /** The bits that are set, by their names. */
  String reasons() {
    StringJoiner joined = new StringJoiner(" + ");
    add(joined, fragAlgoUnsupported, "FragAlgo unsupported");
    add(joined, notEnoughMemory, "not enough memory");
    add(joined, fragIndexUnsupported, "FragIndex unsupported");
    add(joined, wrongDescriptor, "wrong descriptor");
    add(joined, sessionCntReplay, "SessionCnt replay");
    return joined.toString();
  }

  private static void add(StringJoiner joined, boolean set, String name) {
    if (set) {
      joined.add(name);
    }
  }
}
