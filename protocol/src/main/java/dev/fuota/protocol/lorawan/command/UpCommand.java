package dev.fuota.protocol.lorawan.command;

/** What a device sends to the network. */
public sealed interface UpCommand extends MacCommand
    permits ResetInd,
        LinkCheckReq,
        LinkAdrAns,
        DutyCycleAns,
        RxParamSetupAns,
        DevStatusAns,
        NewChannelAns,
        RxTimingSetupAns,
        TxParamSetupAns,
        DlChannelAns,
        RekeyInd,
        AdrParamSetupAns,
        DeviceTimeReq,
        RejoinParamSetupAns,
        PingSlotInfoReq,
        PingSlotChannelAns,
        BeaconTimingReq,
        BeaconFreqAns,
        DeviceModeInd {}
