package dev.fuota.cli.agent;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.modem.ModemModel;
import java.util.Optional;

/** Settings files that say all that can be said, with a comment at each line. */
final class AgentTemplate {
  private static final String VERSION =
      """
      apiVersion: fuota/v1
      """;

  private static final String REGION =
      """
      region: EU868                     # or US915, AU915, AS923-1 to AS923-4, IN865
      """;

  private static final String FLASH =
      """
      # state: /var/lib/fuota           # a directory of its own; default: systemd's, else this file's
      flash: device.flash               # made if it is not there; it is the device's memory
      # flash:                          # the same in full
      #   file: device.flash            # in the state directory; or a partition, as /dev/mmcblk0p3
      #   part: STM32L4                 # whose sectors and rules it has
      #   firmware: running.img         # signed image that a new flash file begins with
      #   partitions: {bootloader: 32KiB, primary: 256KiB, download: 256KiB, fragments: 352KiB, agent: 16KiB, bootJournal: 8KiB, scratch: 2KiB}
      """;

  private static final String DEVICE =
      """
      device:
        keys: device.csv                # as fuota fleet devices writes it; for the owner's eyes alone
        activation: otaa                # or abp
        version: 1.0.4                  # or 1.0.3, 1.1
        class: A                        # or B, C
        adr: true
        # dataRate: 5                   # of uplinks, by the region's table; with adr the network may change it
        packages: 1                     # version of the application packages: 1 or 2
        uplinkInterval: 5min
        # bootloader: ab                # how target: emulated installs
        # server: chirpstack            # with answers and descriptors as that server has them
        # rebootAfter: 10min            # restart into new firmware unasked; else the server says when
        # hardware: {class: "00112233445566778899aabbccddeeff", version: 1}   # class id in the images
      """;

  private static final String TRUST =
      """
      # trust: [vendor-public.pem]      # who may sign images; default: the key of the samples, for trials
      """;

  private static final String GATEWAY =
      """
      link:
        gateway:                        # a virtual gateway of its own, no radio
          network: udp://localhost:1700 # or ws://, wss://, mqtt://, mqtts://
          eui: "0016c001f0000001"       # of the gateway, as the network server has it
      """;

  private static final String RADIO =
      """
      link:
        radio:                          # a transceiver on SPI; no board has been tried on hardware yet
          board: %s
          # antennaGain: 2              # dBi: the radiated power stays within the region's limit
          # chip: sx1262                # instead of board: a wiring of one's own, BCM numbers
          # tcxo: true
          # dio2AsRfSwitch: true
          # pins: {spi: 0, select: CE0, irq: 16, busy: 20, reset: 18}
          # emulated: {network: "udp://localhost:1700", eui: "0016c001f0000001"}   # no hardware: the chip is emulated
      realtime: true                    # receive windows are opened by a real-time thread
      """;

  private static final String MODEM =
      """
      link:
        modem:                          # a LoRaWAN modem on a serial port
          model: %s
          device: /dev/ttyUSB0          # better a name that stays: /dev/serial/by-id/...
          # baud: %d
      """;

  private static final String PINS =
      """
          pins: {command: 5, busy: 6, event: 13}   # BCM numbers of its three other lines
      """;

  private static final String MSU =
      """
      # device:
      #   bootloader: ab                # how target: emulated installs
      #   hardware: {class: "00112233445566778899aabbccddeeff"}   # class id in the images
      link:
        msu:                            # Mass Software Upgrade on a network interface, no LoRaWAN
          interface: eth0               # or its IPv4 address; it need not be there yet
          commissioning: device.msuw    # as fuota msu commission writes it; for the owner's eyes alone
          # open: true                  # instead: follow any server; for tests
          # discovery: 239.254.1.2:15567   # the group where devices are looked for
          # ttl: 1                      # how many routers its multicast may pass, and one
          # receiveBuffer: 4MiB         # to ask for, each socket
          # siteKey: site.key           # seals each datagram; for the owner's eyes alone
          # siteKeyId: 1
          # serverKey: server-public.pem   # Ed25519: the server signs each datagram
          # serverKeyId: 1
          # hardwareId: HW7A            # what the device says it is
          # productId: P100
          # installed: 1.0.0            # an offered version is compared with it
          # downgrade: false
          # quota: 256MiB               # the largest file that is taken
          # timers: adaptive            # or seed, of the specification
          # plain: false                # announce nothing beyond the specification
          # directory: received         # instead of firmware: files, into this directory
          # signers: [{id: 1, key: files-public.pem}]   # who signs files: fuota msu sign
          # unsigned: true              # or take files of commissioned servers without a signature
      """;

  private static final String TAIL =
      """
      target: emulated                  # the emulated bootloader on the flash file; or:
      # target: {mcuboot-serial: {device: /dev/ttyACM0, baud: 115200, mode: application, selfTest: 1min}}   # or recovery
      # target: commands                # hooks that install; exit code 0 done, 75 later, else refused
      # hooks:                          # FUOTA_VERSION and FUOTA_IMAGE (a path) are in the environment
      #   imageReady: [/usr/local/bin/check-image]
      #   reboot: [/usr/local/bin/install-image]
      #   installed: [/usr/local/bin/is-installed]
      #   limit: 5min
      # status: /run/fuota/agent.sock   # what fuota agent status asks; default: systemd's, else state
      log: {level: info, format: auto}  # error, warn, info, debug; auto, text, journal, json
      """;

  private AgentTemplate() {}

  /**
   * A file for a kind of link, or for a board or a modem.
   *
   * @throws InputProblem if there is none
   */
  static String of(String kind) {
    boolean msu = kind.equals("msu");
    return VERSION
        + (msu ? "" : REGION)
        + FLASH
        + (msu ? "" : DEVICE)
        + TRUST
        + (msu ? MSU : link(kind))
        + TAIL;
  }

  private static String link(String kind) {
    Optional<ModemModel> modem = ModemModel.named(kind);
    if (modem.isPresent()) {
      return MODEM.formatted(kind, modem.get().baud())
          + (modem.get().equals(ModemModel.LBM) ? PINS : "");
    }
    if (Board.named(kind).isPresent()) {
      return RADIO.formatted(kind);
    }
    return switch (kind) {
      case "gateway" -> GATEWAY;
      case "radio" -> RADIO.formatted(Board.KNOWN.get(0).name());
      case "modem" -> MODEM.formatted(ModemModel.RAK3172.name(), ModemModel.RAK3172.baud());
      default ->
          throw new InputProblem(
              "KIND_UNKNOWN",
              Board.whyNot(kind)
                  .orElseGet(
                      () ->
                          "'"
                              + kind
                              + "' is no link, board or modem; write gateway, radio, modem, msu, "
                              + String.join(", ", Board.KNOWN.stream().map(Board::name).toList())));
    };
  }
}
