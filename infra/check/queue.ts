/** Queues and their consumers: nothing is lost silently, nothing is done twice because of a wrong number. */
import type { Model } from "../template.ts";
import type { Queue } from "../template/type.ts";
import { NUDGE_QUEUES, VISIBILITY_PER_TIMEOUT } from "../queues.ts";
import { asArray, asObject } from "../template/resource.ts";
import type { Check } from "./type.ts";

export const everyWorkQueueHasAConsumer: Check = (model) => {
  const read = new Set(model.consumers().map((consumer) => consumer.queue.queueName));
  const work = model.queues().filter((queue) => !queue.name.endsWith("-dlq"));
  return work.filter((queue) => !read.has(queue.queueName)).map((queue) => `${queue.name} is read by nobody`);
};

const SQS_MOST_RECEIVES = 1000;

export const everyWorkQueueDeadLetters: Check = (model) =>
  model
    .queues()
    .filter((queue) => !queue.name.endsWith("-dlq"))
    .flatMap((queue) => {
      if (!queue.redrive) return [`${queue.name} has no dead-letter queue`];
      const { maxReceiveCount } = queue.redrive;
      const most = queue.fifo ? SQS_MOST_RECEIVES : 10; // a lane is also received to wait
      return maxReceiveCount >= 2 && maxReceiveCount <= most ? [] : [`${queue.name} gives up after ${maxReceiveCount}`];
    });

/** A dead letter, and a message that waits too long, tell somebody. */
export const everyQueueHasAnAlarm: Check = (model) => {
  const alarms = model.alarms().filter((alarm) => alarm.notifies);
  return model.queues().flatMap((queue) => {
    const metric = metricOf(model, queue);
    const watched = alarms.some((alarm) => alarm.queue?.queueName === queue.queueName && alarm.metric === metric);
    return watched ? [] : [`${queue.name} has no alarm on ${metric}`];
  });
};

/** What is read out of a dead-letter queue at once is never seen waiting in it. */
function metricOf(model: Model, queue: Queue): string {
  if (!queue.name.endsWith("-dlq")) return "ApproximateAgeOfOldestMessage";
  const isRead = model.consumers().some((consumer) => consumer.queue.queueName === queue.queueName);
  return isRead ? "NumberOfMessagesReceived" : "ApproximateNumberOfMessagesVisible";
}

/** A firm sees what was given up, and the api can send it again. */
export const everyNudgeThatWasGivenUpComesBack: Check = (model) => {
  const consumers = new Set(model.consumers().map(({ queue, fn }) => `${queue.name} → ${fn.name}`));
  return NUDGE_QUEUES.flatMap((name) => {
    const [work] = model.queues().filter((queue) => queue.name === name);
    return [
      ...(consumers.has(`${name}-dlq → dead-letter-worker`) ? [] : [`nobody reads ${name}-dlq`]),
      ...(work && model.allowed("api", "sqs:SendMessage", work.arn) ? [] : [`the api may not send to ${name}`]),
    ];
  });
};

/** A topic with a policy of its own has lost the default one: CloudWatch must be named in it. */
export const alarmsMayNotify: Check = (model) =>
  model.resources
    .ofType("AWS::SNS::TopicPolicy")
    .filter(
      (policy) =>
        !asArray(asObject(policy.props.PolicyDocument).Statement)
          .map(asObject)
          .some(
            (one) =>
              one.Effect === "Allow" &&
              asObject(one.Principal).Service === "cloudwatch.amazonaws.com" &&
              asArray(one.Action).includes("sns:Publish"),
          ),
    )
    .map((policy) => `CloudWatch may not publish under ${policy.logicalId}`);

export const everyConsumerReportsPartialFailures: Check = (model) =>
  model
    .consumers()
    .filter((consumer) => !consumer.partial)
    .map((consumer) => `${consumer.fn.name} does not report batch item failures`);

/** SQS's smallest is 2; a consumer without a limit takes the whole account's concurrency. */
export const everyConsumerHasMaxConcurrency: Check = (model) =>
  model
    .consumers()
    .filter((consumer) => (consumer.maxConcurrency ?? 0) < 2)
    .map((consumer) => `${consumer.fn.name} has no max concurrency`);

export const visibilityCoversSixRuns: Check = (model) =>
  model
    .consumers()
    .filter(({ queue, fn }) => queue.visibilityTimeoutS < fn.timeoutS * VISIBILITY_PER_TIMEOUT)
    .map(
      ({ queue, fn }) =>
        `${queue.name} hides a message for ${queue.visibilityTimeoutS} s, ${fn.name} may run ${fn.timeoutS} s`,
    );

/** A message outlives its deliveries, and its dead letter outlives a long weekend. */
export const messagesAreKeptLongEnough: Check = (model) =>
  model.queues().flatMap((queue) => {
    const days = queue.retentionS / 86_400;
    return days >= (queue.name.endsWith("-dlq") ? 14 : 4) ? [] : [`${queue.name} keeps a message for ${days} days`];
  });
