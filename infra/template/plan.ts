/** The model's resources in the form the embedded AWS takes. */
import type { AwsPlan, Bucket, Queue, Table } from "./type.ts";

export const plan = (tables: Table[], queues: Queue[], buckets: Bucket[]): AwsPlan => ({
  tables: tables.map((table) => ({
    name: table.tableName,
    attributes: table.attributes,
    key: table.key,
    indexes: table.indexes.map(({ name, key, projection }) => ({ name, key, projection })),
    ...(table.ttlAttribute === undefined ? {} : { ttlAttribute: table.ttlAttribute }),
  })),
  queues: queues.map((queue) => ({
    name: queue.queueName,
    ...(queue.urlVariable === undefined ? {} : { urlVariable: queue.urlVariable }),
    visibilityTimeout: queue.visibilityTimeoutS,
    delay: queue.delayS,
    retention: queue.retentionS,
    receiveWait: queue.receiveWaitS,
    fifo: queue.fifo,
    contentBasedDeduplication: queue.contentBasedDeduplication,
    ...(queue.redrive === undefined ? {} : { redrive: queue.redrive }),
  })),
  buckets: buckets.map(({ bucketName, cors }) => ({ name: bucketName, cors })),
});
