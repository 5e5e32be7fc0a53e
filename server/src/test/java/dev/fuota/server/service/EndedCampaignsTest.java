package dev.fuota.server.service;

import static dev.fuota.server.service.ServiceRig.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.port.DeviceId;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Campaigns that have ended do not stay in memory. */
class EndedCampaignsTest {
  private static final int CAMPAIGNS = 1000;
  private static final int DEVICES = 20;
  private static final int IN_MEMORY_MAX = 10; // the few that were looked at last

  private final ServiceRig rig = new ServiceRig();

  /** Objects of a class that are alive, as the virtual machine counts them after a collection. */
  private static long alive(String type) throws JMException {
    Object table =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return table
        .toString()
        .lines()
        .map(line -> line.trim().split("\\s+"))
        .filter(columns -> columns.length >= 4 && columns[3].equals(type))
        .mapToLong(columns -> Long.parseLong(columns[1]))
        .sum();
  }

  @Test
  @DisplayName("TP-01: after 1,000 campaigns only the last ones are in memory")
  void letGo() throws JMException {
    List<String> devices = rig.devices("east", 1, DEVICES);
    CampaignRequest request = rig.upload(devices, Map.of());
    for (int i = 0; i < CAMPAIGNS; i++) {
      long id = rig.start(request);
      devices.forEach(
          device ->
              rig.network("east")
                  .uplink(
                      new DeviceId(Long.parseUnsignedLong(device, 16)), 1, Bytes.fromHex("00")));
      rig.time.run(Duration.ofSeconds(5));
      ok(rig.service.abort(id, false));
      rig.time.run(Duration.ofSeconds(5));
      rig.network("east").forget();
    }
    assertThat(rig.service.campaigns()).hasSize(CAMPAIGNS);
    assertThat(alive(Campaign.class.getName())).isLessThanOrEqualTo(IN_MEMORY_MAX);
    assertThat(alive(LorawanPart.class.getName())).isLessThanOrEqualTo(IN_MEMORY_MAX);
    assertThat(alive(NetworkFront.class.getName() + "$Port")).isLessThanOrEqualTo(IN_MEMORY_MAX);
    assertThat(alive("dev.fuota.server.campaign.Participant"))
        .isLessThanOrEqualTo((long) IN_MEMORY_MAX * DEVICES);
    assertThat(alive("dev.fuota.server.campaign.UnicastRequest"))
        .isLessThanOrEqualTo((long) IN_MEMORY_MAX * DEVICES);
  }
}
