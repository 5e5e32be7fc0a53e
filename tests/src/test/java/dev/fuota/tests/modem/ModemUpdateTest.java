package dev.fuota.tests.modem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.mac.Activation;
import dev.fuota.boot.BootResult;
import dev.fuota.boot.Strategy;
import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.fleet.world.DeviceIdentity;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.DeviceSeries;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.fleet.world.World;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.multicast.RootKeyKind;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CampaignParametersBuilder;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.Delivery;
import dev.fuota.server.firmware.FileCutter;
import dev.fuota.server.planner.GilbertElliott;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A device whose link is a serial modem gets a new firmware: it joins, is given a multicast group,
 * hears the session on a channel of its own, restores what was lost, restarts with the new firmware
 * and reports it. Driver and emulated modem were written apart, after the same sources, but for the
 * Wio-E5, the RN2483, lora-modem and AT_Slave, whose two were made by one hand. AT_Slave hears no
 * multicast: it gets each fragment for itself.
 */
class ModemUpdateTest {
  private static final Eui DEV_EUI = Eui.fromHex("70b3d57ed0000001");
  private static final Eui JOIN_EUI = Eui.fromHex("70b3d57ed0000002");
  private static final AesKey APP_KEY = AesKey.fromHex("2b7e151628aed2a6abf7158809cf4f3c");
  private static final AesKey ROOT_KEY = AesKey.fromHex("000102030405060708090a0b0c0d0e0f");
  private static final DataRate DATA_RATE = Region.EU868.dataRate(5).orElseThrow();
  private static final DataRate RX2_RATE =
      Region.EU868.dataRate(Region.EU868.rx2Rate()).orElseThrow();
  private static final int SESSION_HZ = 868_500_000;
  private static final int FRAGMENT_SIZE = 48;
  private static final double REDUNDANCY = 1;
  private static final int PROGRAM_OCTETS = 4000;
  private static final double LOSS = 0.03;

  /** The modems that are emulated, each with its driver. */
  enum Kind {
    RAK3172,
    LBM,
    WIO_E5,
    RN2483,
    MURATA,
    AT_SLAVE;

    ModemOnLine of(Simulation simulation, Radio radio, ModemSettings settings) {
      return switch (this) {
        case RAK3172 -> ModemOnLine.rak3172(simulation, radio, settings);
        case LBM -> ModemOnLine.lbm(simulation, radio, settings);
        case WIO_E5 -> ModemOnLine.wioE5(simulation, radio, settings);
        case RN2483 -> ModemOnLine.rn2483(simulation, radio, settings);
        case MURATA -> ModemOnLine.murata(simulation, radio, settings);
        case AT_SLAVE -> ModemOnLine.atSlave(simulation, radio, settings);
      };
    }

    /** Where its sessions can be, if it has such. */
    CampaignParameters parameters() {
      CampaignParametersBuilder builder = CampaignParameters.builder();
      return switch (this) {
        case RAK3172, LBM, WIO_E5, RN2483 ->
            builder.multicastChannel(SESSION_HZ, DATA_RATE).build();
        case MURATA -> builder.multicastChannel(Region.EU868.rx2FrequencyHz(), RX2_RATE).build();
        case AT_SLAVE ->
            builder.delivery(Delivery.UNICAST).maximumDuration(Duration.ofDays(20)).build();
      };
    }
  }

  private final World world = new World(5, GilbertElliott.of(LOSS, 2));
  private final List<ModemOnLine> modems = new ArrayList<>();
  private final List<AgentEvent> events = new ArrayList<>();
  private final List<String> booted = new ArrayList<>();

  private SimulatedDevice add(Kind kind) {
    DeviceIdentity identity =
        new DeviceIdentity(
            new Activation.Otaa(DEV_EUI, JOIN_EUI, new JoinKeys(APP_KEY)),
            ROOT_KEY,
            RootKeyKind.GEN_APP_KEY,
            DeviceKind.hardware(FirmwareSamples.classId()));
    ModemSettings settings =
        ModemSettings.of(Region.EU868, new ModemCredentials.Otaa(DEV_EUI, JOIN_EUI, APP_KEY))
            .withDataRate(DATA_RATE.index());
    SimulatedDevice device =
        world.add(
            identity,
            DeviceSeries.running(
                image(1),
                Strategy.AB,
                TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow(),
                Duration.ofSeconds(60),
                DATA_RATE,
                PackageVersion.V1),
            radio -> {
              ModemOnLine modem = kind.of(world.simulation(), radio, settings);
              modems.add(modem);
              return modem;
            });
    device.observe(
        new DeviceObserver() {
          @Override
          public void onEvent(AgentEvent event) {
            events.add(event);
          }

          @Override
          public void onBooted(BootResult result) {
            booted.add(((BootResult.Started) result).version().toString());
          }
        });
    return device;
  }

  private static Bytes image(int major) {
    byte[] program = new byte[PROGRAM_OCTETS];
    Arrays.fill(program, (byte) major);
    return ImageBuilder.of(Bytes.of(program), new ImageVersion(major, 0, 0, 0))
        .securityCounter(major)
        .classId(FirmwareSamples.classId())
        .sign(SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value().orElseThrow());
  }

  private Campaign campaign(Kind kind) {
    CampaignParameters parameters = kind.parameters();
    FileCutter.Outcome cut =
        FileCutter.firmware(
            image(2),
            DeviceKind.SLOT_LIMIT,
            DATA_RATE,
            FRAGMENT_SIZE,
            REDUNDANCY,
            PackageVersion.V1);
    CutFile file = ((FileCutter.Ready) cut).file();
    CampaignGroup group =
        CampaignGroup.create(0, new DevAddr(0x2700_0001), new SplittableRandom(2));
    return world.campaign(parameters, file, group, CampaignListener.NONE);
  }

  private long fragments() {
    return events.stream().filter(AgentEvent.FragmentReceived.class::isInstance).count();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void getsItsFirmwareThroughTheModem(Kind kind) {
    SimulatedDevice device = add(kind);
    world.simulation().run(Duration.ofMinutes(5));
    assertThat(device.isActive()).isTrue();

    Campaign campaign = campaign(kind);
    campaign.start();
    world.simulation().runUntil(() -> campaign.verdict().isPresent());

    assertThat(campaign.verdict().orElseThrow().done()).isTrue();
    assertThat(booted).hasSizeGreaterThanOrEqualTo(2);
    assertThat(booted.get(booted.size() - 1)).isNotEqualTo(booted.get(0));
    assertThat(modems.get(0).troubles)
        .allMatch(trouble -> trouble.contains("join-request")); // the air lost one
    assertThat(modems.get(0).ready).hasSizeGreaterThanOrEqualTo(2); // found again after the reboot
    assertThat(device.status().orElseThrow().packages().multiPackage()).isFalse();
  }

  /** The group and its session are told anew to the modem, and nothing that was heard is lost. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void getsItsFirmwareThoughThePlugIsPulledInTheSession(Kind kind) {
    add(kind);
    world.simulation().run(Duration.ofMinutes(5));
    Campaign campaign = campaign(kind);
    campaign.start();
    world.simulation().runUntil(() -> fragments() > 20);
    modems.get(0).unplugFor(Duration.ofSeconds(10));
    world.simulation().runUntil(() -> campaign.verdict().isPresent());

    assertThat(campaign.verdict().orElseThrow().done()).isTrue();
    assertThat(booted.get(booted.size() - 1)).isNotEqualTo(booted.get(0));
  }
}
