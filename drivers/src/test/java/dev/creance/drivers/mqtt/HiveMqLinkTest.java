package dev.creance.drivers.mqtt;

class HiveMqLinkTest extends MqttLinkContract {
    @Override
    MqttTransport transport() {
        return new HiveMqTransport();
    }
}
