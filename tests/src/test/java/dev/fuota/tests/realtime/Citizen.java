package dev.fuota.tests.realtime;

import dev.fuota.agent.fragmentation.ImageDescriptor;
import dev.fuota.agent.mac.Activation;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.agent.mac.MacHabits;
import dev.fuota.agent.runtime.AgentConfig;
import dev.fuota.agent.runtime.ApplicationPolicy;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.agent.runtime.DeviceKeys;
import dev.fuota.agent.runtime.Hardware;
import dev.fuota.agent.runtime.Packages;
import dev.fuota.boot.BootResult;
import dev.fuota.boot.Strategy;
import dev.fuota.device.DeviceListener;
import dev.fuota.device.DevicePorts;
import dev.fuota.device.DeviceSetup;
import dev.fuota.device.WholeDevice;
import dev.fuota.device.flash.FlashStore;
import dev.fuota.device.flash.Keeper;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.SharedParityRows;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.multicast.RootKeyKind;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.server.port.DeviceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** A device on a flash file, as {@code fuota agent} puts it together. */
final class Citizen implements AutoCloseable {
  static final Eui JOIN_EUI = Eui.fromHex("70b3d57ed0000002");
  static final RootKeyKind ROOT_KEY_KIND = RootKeyKind.GEN_APP_KEY;

  /** What makes a device this one. */
  record Keys(int number) {
    Eui devEui() {
      return new Eui(0x70b3_d57e_d100_0000L + number);
    }

    AesKey appKey() {
      return AesKey.fromHex("2b7e151628aed2a6abf7158809cf4f" + String.format("%02x", number));
    }

    AesKey rootKey() {
      return AesKey.fromHex("000102030405060708090a0b0c0d0e" + String.format("%02x", number));
    }

    JoinKeys joinKeys() {
      return new JoinKeys(appKey());
    }

    DeviceId device() {
      return new DeviceId(devEui().value());
    }

    MacConfig mac() {
      return MacConfig.of(Town.REGION, new Activation.Otaa(devEui(), JOIN_EUI, joinKeys()))
          .withDataRate(Town.DATA_RATE.index(), false)
          .withHabits(MacHabits.USUAL.withJoinSpread(Duration.ZERO));
    }

    ModemSettings modem() {
      return ModemSettings.of(Town.REGION, new ModemCredentials.Otaa(devEui(), JOIN_EUI, appKey()))
          .withDataRate(Town.DATA_RATE.index());
    }
  }

  private final Keys keys;
  private final FlashStore store;
  private final WholeDevice device;
  final List<ImageVersion> booted = new ArrayList<>();

  /** Makes the link of a device, whose guard is to be asked before anything is sent. */
  interface Linking {
    DeviceLink link(Keys keys, BooleanSupplier guard) throws IOException;
  }

  Citizen(Keys keys, Path folder, EventLoop loop, Executor writer, Linking linking)
      throws IOException {
    this.keys = keys;
    this.store =
        FlashStore.open(
            folder.resolve(keys.number() + ".flash"),
            folder.resolve(keys.number() + ".journal"),
            DeviceKind.FLASH,
            () -> DeviceKind.factoryFlash(Town.image(Town.OLD)),
            writer);
    Keeper.of(store, loop);
    this.device =
        new WholeDevice(
            setup(),
            new DevicePorts(
                loop,
                loop,
                new SplittableRandom(keys.number()),
                store,
                store::commit,
                linking.link(keys, store::commit),
                Optional.empty(),
                new SharedParityRows(1 << 20),
                new DeviceListener() {
                  @Override
                  public void onBooted(BootResult result) {
                    booted.add(((BootResult.Started) result).version());
                  }
                }));
  }

  private DeviceSetup setup() {
    TrustedKeys trusted = TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow();
    AgentConfig agent =
        new AgentConfig(
            new Hardware(FirmwareSamples.classId(), 1),
            new DeviceKeys(keys.rootKey(), ROOT_KEY_KIND, trusted),
            Packages.all(PackageVersion.V1),
            DeviceKind.LIMITS,
            new ApplicationPolicy(Town.UPLINK_INTERVAL, ImageDescriptor::isBlank, false),
            Compatibility.STRICT);
    return new DeviceSetup(agent, Town.PARTITIONS, Strategy.AB);
  }

  Keys keys() {
    return keys;
  }

  void switchOn() {
    device.switchOn();
  }

  boolean isActive() {
    return device.link().filter(link -> link.activity() == LorawanLink.Activity.ACTIVE).isPresent();
  }

  @Override
  public void close() throws IOException {
    device.switchOff();
    store.close();
  }
}
