package dev.fuota.agent.fragmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.step.Origin;
import dev.fuota.agent.step.Request;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fragmentation.FragSessionDeleteReq;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The log has 512 sectors of 2 KiB, and 32 fragments of 50 octets fill one. */
class LogReservationTest {
  private static final Bytes FILE = Bytes.fromHex("f0000000");

  private final Bench bench = new Bench();

  private String tell(FragmentationDownlink command) {
    Request request = Request.on(201, Origin.unicast(1));
    bench.answer(201, bench.fragmentation.onCommand(command, request, bench.now()));
    return bench.takeSent().get(0);
  }

  private static FragSessionSetupReq setup(int fragIndex, int nbFrag) {
    return new FragSessionSetupReq(0, fragIndex, nbFrag, 50, 0, 0, 0, FILE);
  }

  @Test
  @DisplayName("What other sessions have reserved of the log is not there for a new one (TS004-03)")
  void reservedByOthers() {
    assertThat(tell(setup(0, 15_000))).isEqualTo("0200");
    assertThat(tell(setup(1, 2_000))).isEqualTo("0242");
    assertThat(tell(setup(0, 15_001))).isEqualTo("0200");
    assertThat(tell(new FragSessionDeleteReq(0))).isEqualTo("0300");
    assertThat(tell(setup(1, 2_000))).isEqualTo("0240");
  }
}
