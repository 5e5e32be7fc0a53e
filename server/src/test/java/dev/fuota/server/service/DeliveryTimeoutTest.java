package dev.fuota.server.service;

import static dev.fuota.server.service.ServiceRig.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the service takes for delivery_timeout if nobody says it. */
class DeliveryTimeoutTest {
  private final ServiceRig rig = new ServiceRig();

  private String deliveryTimeout(Map<String, String> parameters) {
    List<String> devices = new ArrayList<>(rig.devices("east", 1, 1, "uplinkInterval", "30s"));
    devices.addAll(rig.devices("east", 2, 1, "uplinkInterval", "2min"));
    long id = ok(rig.service.create(rig.upload(devices, parameters)));
    return String.valueOf(
        rig.service.campaign(id).orElseThrow().parameters().get("delivery_timeout"));
  }

  @Test
  @DisplayName(
      "TP-03: without a word of the user, a downlink has four of the slowest device's uplinks")
  void fourUplinksOfTheSlowest() {
    assertThat(deliveryTimeout(Map.of())).isEqualTo("8min");
  }

  @Test
  @DisplayName("TP-03: the user's word holds")
  void theUsersWord() {
    assertThat(deliveryTimeout(Map.of("delivery_timeout", "2min"))).isEqualTo("2min");
  }
}
