import datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('circles', '0002_initial'),
        ('gatherings', '0003_picture'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='gathering',
            name='all_day',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='occasion',
            name='last_day',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='gathering',
            constraint=models.CheckConstraint(condition=models.Q(('all_day', False), models.Q(('minutes__gte', 1440), ('time', datetime.time(0, 0))), _connector='OR'), name='gathering_of_whole_days'),
        ),
        migrations.AddConstraint(
            model_name='occasion',
            constraint=models.CheckConstraint(condition=models.Q(('last_day', None), ('last_day__gte', models.F('day')), _connector='OR'), name='occasion_has_a_day'),
        ),
    ]
