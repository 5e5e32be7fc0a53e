package dev.fuota.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.server.port.DeviceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Answers of devices that were not asked, in the place of those that were. */
class ForeignAnswersTest {
  private static final Map<String, String> PARAMETERS = Map.of("success_threshold", "50");

  private final ServiceRig rig = new ServiceRig();
  private final List<String> devices = rig.devices("east", 1, 4);

  private static DeviceId id(String device) {
    return new DeviceId(Long.parseUnsignedLong(device, 16));
  }

  private void answer(String device, int fPort, Command command) {
    rig.network("east").uplink(id(device), fPort, command);
    rig.time.run(Duration.ofSeconds(1));
  }

  private StageView setup(long id) {
    return rig.service.campaign(id).orElseThrow().parts().get(0).stages().get(0);
  }

  @Test
  @DisplayName(
      "TP-17: a device answers for itself alone: not for another, nor for another campaign")
  void answersForItselfAlone() {
    long first = rig.start(rig.upload(devices.subList(0, 2), PARAMETERS));
    long second = rig.start(rig.upload(devices.subList(2, 3), PARAMETERS));
    rig.network("east").uplink(id(devices.get(0)), 1, Bytes.fromHex("00"));
    rig.time.run(Duration.ofSeconds(1));
    for (String stranger : devices.subList(1, 4)) { // none of them was asked before it spoke
      answer(stranger, 200, new McGroupSetupAns(0, false));
    }
    assertThat(setup(first).answered()).isZero();
    assertThat(setup(second).answered()).isZero();
    answer(devices.get(0), 200, new McGroupSetupAns(0, false));
    assertThat(setup(first).answered()).isEqualTo(1);
    assertThat(setup(second).answered()).isZero();
    assertThat(rig.service.campaign(first).orElseThrow().stage()).isEqualTo("FRAG_SESSION_SETUP");
  }
}
