import { MyDayPage } from "@/features/my-day/my-day-page";

export function MyDayRoute() {
  return <MyDayPage />;
}
